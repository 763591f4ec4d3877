package dev.eckart.app.html;

import dev.eckart.spi.Named;
import java.util.Optional;

/**
 * A section of a report. A plug-in adds its own by naming a public class with a public constructor in
 * {@code META-INF/services/dev.eckart.app.html.ReportSection}.
 *
 * <p>A section that throws is named in the report and on stderr; the others stand.
 */
public interface ReportSection extends Named {
    /**
     * Where it stands. The sections of Eckart have multiples of 100.
     *
     * @return sections stand in ascending order, those of one number by name
     */
    int order();

    /**
     * Shows its part of the results.
     *
     * @param data the results
     * @return what it shows; empty if there is nothing of its kind among them
     */
    Optional<Fragment> render(ReportData data);
}
