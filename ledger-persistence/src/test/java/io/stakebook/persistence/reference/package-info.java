/**
 * The reference model: a ledger of plain maps, written from the rules in words and sharing no rule with the product, and
 * the tests that drive it and the real engine with the same commands.
 */
package io.stakebook.persistence.reference;
