/**
 * Tokens by Hugging Face's {@code tokenizers}, by way of DJL: a {@code tokenizer.json} gives the ids that it gives in Python.
 *
 * <p>Depends on core and DJL. Invariant: nothing is fetched from anywhere; the native library comes out of DJL's jar.
 */
package dev.eckart.tokenizer.huggingface;
