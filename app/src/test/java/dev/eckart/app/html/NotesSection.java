package dev.eckart.app.html;

import java.util.Optional;

/** The example of a section of a plug-in. */
public final class NotesSection implements ReportSection {
    @Override
    public String name() {
        return "notes";
    }

    @Override
    public int order() {
        return 950; // after all of Eckart's, which have multiples of 100
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return data.run()
                .map(run -> Fragment.titled("Notes")
                        .paragraph("Seed " + run.report().seed()));
    }
}
