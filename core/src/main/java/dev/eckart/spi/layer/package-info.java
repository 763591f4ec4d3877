/**
 * What a layer of a network is, and how one is made by name.
 *
 * <p>Depends on {@code spi}, {@code spi.backend} and {@code tensor}.
 */
package dev.eckart.spi.layer;
