package io.stakebook.verifier;

/** {@code java -jar verifier.jar verify BUNDLE …}. */
public final class Main {
    private Main() {}

    /** Exits with the verdict's code: 0 accepted, 1 rejected, 2 could not decide. */
    public static void main(String[] args) {
        System.exit(VerifyCommand.run(args, System.out, System.err));
    }
}
