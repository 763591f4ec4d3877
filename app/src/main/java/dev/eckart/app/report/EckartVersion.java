package dev.eckart.app.report;

import java.util.Optional;

/** Which Eckart this is. */
public final class EckartVersion {
    private EckartVersion() {}

    /**
     * The version of Eckart.
     *
     * @return the version of the jar, or {@code development} when there is none
     */
    public static String current() {
        return Optional.ofNullable(EckartVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
