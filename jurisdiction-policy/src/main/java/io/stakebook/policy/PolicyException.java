package io.stakebook.policy;

/**
 * Root of everything this module refuses. Each kind names the object, the rule that was broken and the value that broke it, so
 * that the text alone is enough to mend the input.
 */
public abstract sealed class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private PolicyException(String message) {
        super(message);
    }

    /** A fact is missing, unknown by name, or outside its values. The caller can mend it. */
    public static final class InvalidFacts extends PolicyException {
        private static final long serialVersionUID = 1L;
        private final String field;
        private final String rule;
        private final String value;

        /**
         * @param field the fact's name on the wire, or {@code $} for the whole object
         * @param rule what a good value is, as a clause that can follow the field's name
         * @param value the offending value as text, empty when absent
         */
        public InvalidFacts(String field, String rule, String value) {
            super("Fact '" + field + "' " + rule + (value.isEmpty() ? "." : "; got '" + value + "'."));
            this.field = field;
            this.rule = rule;
            this.value = value;
        }

        public String field() {
            return field;
        }

        public String rule() {
            return rule;
        }

        public String value() {
            return value;
        }
    }

    /** A policy or a region state file does not follow its schema, or a set of policies contradicts itself. */
    public static final class InvalidPolicy extends PolicyException {
        private static final long serialVersionUID = 1L;
        private final String where;
        private final String place;
        private final String problem;

        /**
         * @param where path of the offending node, such as {@code CN-YINFA-2026-42.yaml/rules[CN-3-EXIT]/when}
         * @param problem full sentence
         */
        public InvalidPolicy(String where, String problem) {
            this(where, "", where, problem);
        }

        private InvalidPolicy(String where, String place, String shown, String problem) {
            super(shown + ": " + problem);
            this.where = where;
            this.place = place;
            this.problem = problem;
        }

        /** The same fault at the line and column, counted from 1, at which its node stands in a file. */
        public InvalidPolicy at(String file, int line, int column) {
            String position = file + ":" + line + ":" + column;
            String node = node(file);
            return new InvalidPolicy(where, position, node.isEmpty() ? position : position + ": " + node, problem);
        }

        /** {@code file:line:column}; empty where that is not known. */
        public String place() {
            return place;
        }

        /** Path of the node inside a file; empty when it is the file as a whole. */
        public String node(String file) {
            return where.startsWith(file + "/") ? where.substring(file.length() + 1) : "";
        }

        /** What is wrong there, without the path. */
        public String problem() {
            return problem;
        }

        public String where() {
            return where;
        }
    }

    /** Text that is not the JSON we accept. */
    public static final class InvalidJson extends PolicyException {
        private static final long serialVersionUID = 1L;
        private final String problem;
        private final int offset;
        private final String member;
        private final String rule;
        private final String value;

        /**
         * @param offset zero-based character offset of the fault
         * @param problem full sentence without the position
         */
        public InvalidJson(int offset, String problem) {
            super("At character " + offset + ": " + problem);
            this.problem = problem;
            this.offset = offset;
            this.member = "";
            this.rule = "";
            this.value = "";
        }

        /**
         * @param offset zero-based character offset of the fault
         * @param member name of the outermost member that the fault is in
         * @param rule what a good member is, as a clause that can follow its name
         * @param value the start of what stands there instead
         * @param problem full sentence without the position
         */
        public InvalidJson(int offset, String member, String rule, String value, String problem) {
            super("At character " + offset + ", in '" + member + "': " + problem);
            this.problem = problem;
            this.offset = offset;
            this.member = member;
            this.rule = rule;
            this.value = value;
        }

        /** What is wrong there, without the position. */
        public String problem() {
            return problem;
        }

        /** The outermost member that the fault is in; empty when it is in none. */
        public String member() {
            return member;
        }

        /** What a good member is; empty without a member. */
        public String rule() {
            return rule;
        }

        /** The start of what stands in the member's place; empty without a member. */
        public String value() {
            return value;
        }

        public int offset() {
            return offset;
        }
    }

    /** An address, a network or a data file of addresses is not well formed. */
    public static final class InvalidAddress extends PolicyException {
        private static final long serialVersionUID = 1L;

        public InvalidAddress(String problem) {
            super(problem);
        }
    }

    /** A step of a change request that the four-eyes rules forbid for this person or at this state. */
    public static final class ChangeRefused extends PolicyException {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final String state;

        /**
         * @param code stable upper-case code, such as {@code SELF_APPROVAL}
         * @param problem full sentence naming the request, the rule and the person or numbers
         */
        public ChangeRefused(String code, String problem) {
            this(code, problem, "");
        }

        /** @param state in which the request cannot take the step; empty when that is not the reason */
        public ChangeRefused(String code, String problem, String state) {
            super(problem);
            this.code = code;
            this.state = state;
        }

        public String state() {
            return state;
        }

        public String code() {
            return code;
        }
    }

    /** A change request was made against a version that is no longer the active one. */
    public static final class ChangeConflict extends PolicyException {
        private static final long serialVersionUID = 1L;

        public ChangeConflict(String problem) {
            super(problem);
        }
    }

    /** A permit was presented for an act it does not cover: a programming error on the way to a regulated use case. */
    public static final class PermitMismatch extends PolicyException {
        private static final long serialVersionUID = 1L;

        public PermitMismatch(String problem) {
            super(problem);
        }
    }
}
