package dev.eckart.app.html.section;

import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import java.util.Optional;

/** What ran, on what, and the command that repeats it. */
public final class ProvenanceSection implements ReportSection {
    @Override
    public String name() {
        return "provenance";
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return data.results().size() == 1
                ? Optional.of(Fragment.titled("What ran")
                        .template(
                                "section/provenance.jte",
                                Provenance.of(data.results().get(0))))
                : Optional.empty();
    }
}
