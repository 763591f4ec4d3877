/**
 * Downloads published data sets into the user's cache: from the first mirror that answers, going on where a download ended.
 *
 * <p>Depends on {@code data}. Invariant: nothing takes its name in the cache whose SHA-256 is not the published one.
 */
package dev.eckart.app.data.download;
