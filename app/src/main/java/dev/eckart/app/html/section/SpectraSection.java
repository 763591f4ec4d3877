package dev.eckart.app.html.section;

import dev.eckart.app.html.Figure;
import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.SpectrumReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Singular values of the base's layers, where they were cut, and from which rank on factors would not be smaller. */
public final class SpectraSection implements ReportSection {
    /** With longer HTML than this, a page of many layers would be larger than mail takes. */
    private static final int ROOM = 70_000;

    @Override
    public String name() {
        return "spectra";
    }

    @Override
    public int order() {
        return 400;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return data.run().filter(run -> !run.report().spectra().isEmpty()).map(run -> fragment(run.report()));
    }

    private static Fragment fragment(RunReport report) {
        Fragment charts = Fragment.titled("");
        List<Figure> figures = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (int i = 0; i < report.spectra().size(); i++) {
            SpectrumReport spectrum = report.spectra().get(i);
            if (spectrum.singularValues().isEmpty()) {
                without.add(spectrum.layer());
                continue;
            }
            Figure figure = SpectrumChart.of(report, i);
            charts = charts.charts(List.of(figure));
            if (charts.html().length() > ROOM) {
                without.add(spectrum.layer());
            } else {
                figures.add(figure);
            }
        }
        return Fragment.titled("Singular values")
                .paragraph("What a layer of the base loses at a rank is what lies to the right of the cut. Beyond the"
                        + " break-even rank two factors are no smaller than the layer. A bilinear layer is cut by its"
                        + " two narrow products as well, which no line here shows.")
                .charts(figures)
                .paragraph(
                        without.isEmpty()
                                ? ""
                                : "Not drawn, for want of room or because a layer's smaller side is wider than "
                                        + SpectrumReport.WIDEST + ": " + String.join(", ", without));
    }
}
