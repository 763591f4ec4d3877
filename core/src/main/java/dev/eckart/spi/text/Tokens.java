package dev.eckart.spi.text;

/**
 * What a model takes of one text.
 *
 * @param ids number of each token, with those that the tokenizer adds in front and behind, without padding
 * @param types number of the part of the text that each token is of, 0 of the first
 */
public record Tokens(int[] ids, int[] types) {
    /**
     * Checks them.
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
