package dev.eckart.app.html;

import dev.eckart.app.output.RunDirectory;
import java.util.List;

/** Writes the report of a directory that is being written, from what stands in it. */
public final class ReportWriter {
    /** The report as a page, within a run directory. */
    public static final String FILE = "report.html";

    /** The folder with the charts as files, beside the page. */
    public static final String CHARTS = "charts";

    private ReportWriter() {}

    /**
     * Writes page and charts.
     *
     * @param sections what may be shown
     * @param directory has the report as JSON, the configuration and the pictures already
     * @return one line for each section that failed
     */
    public static List<String> write(Sections sections, RunDirectory directory) {
        Page page = Page.of(sections, new ReportData(List.of(Result.read(directory.draft()))), ended -> {});
        directory.write(FILE, page.html());
        page.charts().forEach((name, svg) -> directory.write(CHARTS + "/" + name, svg));
        return page.failures();
    }
}
