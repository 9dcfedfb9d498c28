package io.stakebook.core.reconciliation;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.wire.WireName;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What resolving a break would do, to the unit.
 *
 * @param businessDate the UTC day the entry would be booked on: today, because days that are over stay as they were reported
 * @param memo text the entry would carry
 * @param postings of the correcting entry; empty when the break is settled without one
 * @param hash names exactly this preview; a resolution must repeat it, lower-case hexadecimal SHA-256
 */
public record Preview(Break of, LocalDate businessDate, String memo, List<Posting> postings, String hash) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Preview {
        postings = List.copyOf(postings);
    }

    /** @throws Rejected {@code FIELD_INVALID} unless the text is a hash as a preview shows it */
    public static String requireHash(String text) {
        if (!HASH.matcher(text).matches()) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "field \"previewHash\" is the 64 lower-case hexadecimal digits a preview shows; this is \""
                            + Shown.of(text) + "\"",
                    Map.of("field", "previewHash"));
        }
        return text;
    }

    /** @param today the UTC business day of the resolution */
    static Preview of(Break found, LocalDate today) {
        Optional<List<Posting>> postings = Correction.postings(found);
        String memo = "correction of " + found.product() + " on " + found.day() + ", break " + found.id();
        StringBuilder text = new StringBuilder("stakebook/break-preview/v1\n")
                .append(found.id())
                .append('\n')
                .append(WireName.of(found.type()))
                .append('\n')
                .append(found.expected().corrections())
                .append('\n');
        postings.ifPresent(list -> {
            text.append(today).append('\n').append(memo).append('\n');
            list.forEach(posting -> text.append(posting.side().wire())
                    .append(' ')
                    .append(posting.account())
                    .append(' ')
                    .append(posting.amount().units())
                    .append('\n'));
        });
        String hash =
                Hash.sha256(text.toString().getBytes(StandardCharsets.UTF_8)).toHex();
        return new Preview(found, today, memo, postings.orElse(List.of()), hash);
    }
}
