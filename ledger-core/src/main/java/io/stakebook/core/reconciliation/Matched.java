package io.stakebook.core.reconciliation;

import java.util.List;

/**
 * The outcome of matching.
 *
 * @param days product-days compared
 * @param agreed product-days within tolerance
 * @param findings by product, day, type and line
 */
record Matched(int days, int agreed, List<Mismatch> findings) {

    Matched {
        findings = List.copyOf(findings);
    }
}
