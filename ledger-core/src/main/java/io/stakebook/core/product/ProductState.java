package io.stakebook.core.product;

/** Whether a product can be subscribed to now. */
public enum ProductState {
    PURCHASABLE,
    /** The capacity left is below the smallest subscription. */
    SOLD_OUT,
    STOPPED
}
