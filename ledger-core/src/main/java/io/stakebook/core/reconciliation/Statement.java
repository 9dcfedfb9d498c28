package io.stakebook.core.reconciliation;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.reconciliation.file.StatementLine;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A provider's statement as it was received and matched; it never changes.
 *
 * @param provider who sent it, 1 to 60 printable characters in Unicode normalisation form C
 * @param from first day it covers
 * @param to last day it covers
 * @param tolerancePerLine units of difference allowed for each accrual line of the day
 * @param days product-days compared
 * @param agreed product-days within tolerance
 * @param breaks number of breaks found
 * @param receivedBy subject of the uploader
 */
public record Statement(
        StatementId id,
        String provider,
        String sha256,
        LocalDate from,
        LocalDate to,
        SortedSet<ProductId> products,
        BigInteger tolerancePerLine,
        int days,
        int agreed,
        int breaks,
        String receivedBy,
        Instant receivedAt,
        List<StatementLine> lines)
        implements Stored {

    private static final int MAX_PROVIDER = 60;

    public Statement {
        products = Collections.unmodifiableSortedSet(new TreeSet<>(products));
        lines = List.copyOf(lines);
        requireProvider("provider", provider);
    }

    @Override
    public String recordId() {
        return id.toString();
    }

    /** @throws Rejected {@code FIELD_INVALID} when the name is empty, too long, not printable or not normalised */
    static void requireProvider(String field, String provider) {
        boolean printable = provider.chars().noneMatch(Character::isISOControl);
        int length = provider.codePointCount(0, provider.length());
        if (provider.isBlank() || length > MAX_PROVIDER || !printable) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "a provider is named with 1 to " + MAX_PROVIDER + " printable characters, this has " + length,
                    Map.of("field", field));
        }
        FreeText.requireWritable(field, provider);
    }
}
