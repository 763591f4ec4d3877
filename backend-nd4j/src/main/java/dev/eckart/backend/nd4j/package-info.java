/**
 * The backend {@code nd4j}: products by ND4J, decompositions by the OpenBLAS it runs on, both native.
 *
 * <p>Depends on core, ND4J and the Java bindings of OpenBLAS. Invariants: nothing native is loaded before
 * {@link dev.eckart.backend.nd4j.Nd4jBackendProvider#create}; the heap array of a tensor is always up to date, so that
 * a native copy may be dropped at any time.
 */
package dev.eckart.backend.nd4j;
