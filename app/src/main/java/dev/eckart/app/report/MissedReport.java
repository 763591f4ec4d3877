package dev.eckart.app.report;

import dev.eckart.spi.EckartException;

/**
 * A size, time or accuracy that no network was found for.
 *
 * @param title what a person calls it, such as {@code 0.5x time}
 * @param reason one line that says what the least is and what to do instead
 */
public record MissedReport(String title, String reason) {
    /**
     * Why a run that has done all the others has failed.
     *
     * @return the exception to end it with
     */
    public EckartException failure() {
        return new EckartException(
                "level " + title + ": " + reason + "; everything else of the run is in its directory");
    }
}
