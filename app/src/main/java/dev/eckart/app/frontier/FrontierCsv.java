package dev.eckart.app.frontier;

import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.SpeedReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The trials as comma-separated values (RFC 4180), a line a trial; what could not be done has empty figures. */
final class FrontierCsv {
    private static final List<String> HEADINGS = List.of(
            "decomposer",
            "allocator",
            "size",
            "seed",
            "base_accuracy",
            "parameters",
            "macs",
            "bytes",
            "factorised_accuracy",
            "accuracy",
            "loss",
            "status",
            "batch1_microseconds",
            "batch1024_per_second",
            "batch1_of_base",
            "batch1024_of_base");

    private FrontierCsv() {}

    static String render(List<Trial> trials) {
        return Stream.concat(Stream.of(HEADINGS), trials.stream().map(FrontierCsv::cells))
                .map(cells -> cells.stream().map(FrontierCsv::quoted).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    private static List<String> cells(Trial trial) {
        Stream<Object> known = Stream.of(
                trial.way().decomposer(),
                trial.way().allocator(),
                trial.way().size(),
                trial.seed(),
                trial.base().test().accuracy());
        Stream<Object> measured = trial.level()
                .map(FrontierCsv::figures)
                .orElseGet(() -> Stream.generate(() -> (Object) "").limit(HEADINGS.size() - 5L));
        return Stream.concat(known, measured).map(String::valueOf).toList();
    }

    private static Stream<Object> figures(LevelReport level) {
        return Stream.of(
                level.parameters(),
                level.macs(),
                level.bytes(),
                level.beforeFineTune().test().accuracy(),
                level.test().accuracy(),
                level.test().loss(),
                level.status().name().toLowerCase(Locale.ROOT),
                level.latency().batch1Microseconds(),
                level.throughput().batch1024PerSecond(),
                share(level.latency().share()),
                share(level.throughput().share()));
    }

    private static Object share(Optional<SpeedReport.Share> share) {
        return share.map(known -> (Object) known.median()).orElse("");
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
