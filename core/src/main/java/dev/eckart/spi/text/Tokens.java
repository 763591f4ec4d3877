package dev.eckart.spi.text;

/**
 * The tokens of one text, as a model takes them.
 *
 * @param ids the vocabulary's number of each token, with the special tokens that the tokenizer adds, without padding
 * @param types the segment that each token belongs to ({@code token_type_ids}), 0 for the first
 */
public record Tokens(int[] ids, int[] types) {
    /**
     * Checks that there is a type for each token.
     *
     * @throws IllegalArgumentException if there is not one type for each token
     */
    public Tokens {
        if (ids.length != types.length) {
            throw new IllegalArgumentException(ids.length + " tokens have " + types.length + " types");
        }
    }

    /**
     * How many there are.
     *
     * @return tokens
     */
    public int count() {
        return ids.length;
    }
}
