package dev.eckart.app.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which numbers a key takes; of a list, each of its numbers. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
    /** Smallest number allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest number allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** Number that must be exceeded. */
    double above() default Double.NEGATIVE_INFINITY;
}
