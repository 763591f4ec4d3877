package dev.eckart.app.verify;

/** What is compared. */
public enum Check {
    /** Mean loss of the first training steps. */
    FIRST_STEPS("first steps", "mean loss of the first training steps"),
    /** Singular values of a layer. */
    SINGULAR_VALUES("singular values", "singular values, relative to the largest"),
    /** The spaces that the leading singular vectors span. */
    SUBSPACES("subspaces", "Frobenius distance of the projectors on the leading singular vectors"),
    /** The product of the factors. */
    PRODUCT("product A B", "Frobenius distance of the factors' products, over the norm of the weights"),
    /** What a network answers to the test pictures. */
    LOGITS("logits", "largest difference of a logit"),
    /** The class it gives them. */
    LABELS("labels", "pictures of another label than their logits' bound allows"),
    /** The table of classes given. */
    CONFUSION("confusion", "pictures in another cell of the confusion matrix");

    private final String title;
    private final String quantity;

    Check(String title, String quantity) {
        this.title = title;
        this.quantity = quantity;
    }

    /** What it is called. */
    String title() {
        return title;
    }

    /** What is measured, in words. */
    String quantity() {
        return quantity;
    }

    /** Whether it counts pictures. */
    boolean counts() {
        return this == LABELS || this == CONFUSION;
    }
}
