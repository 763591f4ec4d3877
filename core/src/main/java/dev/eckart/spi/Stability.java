package dev.eckart.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the author of a plug-in may rely on from one release to the next, for each package of the SPI. The tensors that it
 * takes ({@code dev.eckart.tensor}) are as stable as the stable ones.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PACKAGE)
public @interface Stability {
    /** How much may change in a release. */
    enum Level {
        /** May grow, and loses nothing: the build compares it with the last release. */
        STABLE,
        /** May change in every release; the changelog says how. */
        EXPERIMENTAL
    }

    /**
     * What is promised for this package.
     *
     * @return the promise
     */
    Level value();
}
