package io.stakebook.launcher.demo;

import io.stakebook.launcher.token.Role;

/** A compliance officer closes Singapore to new risk; a second one approves; the effect is measured. */
final class RegionChange {

    private static final double LIMIT_SECONDS = 2.0;
    private static final String SMALLEST = "1";

    private final Book book;

    RegionChange(Book book) {
        this.book = book;
    }

    void run() {
        LedgerApi api = book.api();
        long version = api.regions().body().path("version").longValue();
        String id = api.proposeRegion("SG", "no_new", version).text("id");
        String etag = api.change(id)
                .headers()
                .firstValue("ETag")
                .orElseThrow(() -> new StepFailed("a policy change carries an ETag"));

        Reply alone = api.approve(api.staff(Role.COMPLIANCE_AUTHOR), id, etag);
        StepFailed.requireEqual(alone.status(), 403, "status when the author approves his own change");

        // A subscription before the approval is what shows that the refusal after it is the change's doing.
        book.subscribe(Cast.ARUN, Shelf.USDT, SMALLEST);
        Reply approved =
                api.approve(api.staff(Role.COMPLIANCE_APPROVER), id, etag).expect(200);
        StepFailed.requireEqual(approved.text("status"), "active", "status of an approved change");
        long start = System.nanoTime();
        Reply answer = api.subscribe(Cast.ARUN, Shelf.USDT, SMALLEST, Cast.ARUN.address());
        while (answer.status() == 201) {
            book.take(Cast.ARUN, Shelf.USDT, SMALLEST, answer);
            StepFailed.require(
                    seconds(start) < LIMIT_SECONDS,
                    "a change takes effect within " + LIMIT_SECONDS + " s, this one has not after " + seconds(start));
            answer = api.subscribe(Cast.ARUN, Shelf.USDT, SMALLEST, Cast.ARUN.address());
        }
        double effect = seconds(start);
        Refusal refused = Refusal.byRegion(answer, "REGION_NO_NEW");
        StepFailed.require(effect <= LIMIT_SECONDS, "a change takes effect within 2 s, this one took " + effect);
        book.tally().refused(refused.reason());
        book.progress()
                .done(String.format(
                        java.util.Locale.ROOT,
                        "Singapore closed to new subscriptions by two officers; in effect after %.2f s: %s",
                        effect,
                        refused.line()));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
