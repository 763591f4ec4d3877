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
        List<Figure> figures = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (int i = 0; i < report.spectra().size(); i++) {
            SpectrumReport spectrum = report.spectra().get(i);
            if (spectrum.singularValues().isEmpty()) {
                without.add(spectrum.layer());
            } else {
                figures.add(SpectrumChart.of(report, i));
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
                                : "Without a spectrum, as their smaller side is wider than " + SpectrumReport.WIDEST
                                        + ": " + String.join(", ", without));
    }
}
