/**
 * A backend without a library, so that core is tested without one.
 *
 * <p>Depends on {@code spi} and {@code tensor}. Test scope, not published.
 */
package dev.eckart.reference;
