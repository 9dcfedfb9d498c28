package io.stakebook.core.closing;

/**
 * One thing that stands in the way of a close.
 *
 * @param id what it is about: a product, a run, a break, an account's asset and code, an asset
 * @param detail how it stands, in one line
 */
public record OpenItem(CloseCheck check, String id, String detail) {

    /** The item as one line, what an override accepts. */
    String canonical() {
        return check + " " + id + " " + detail;
    }
}
