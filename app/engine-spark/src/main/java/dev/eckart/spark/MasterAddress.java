package dev.eckart.spark;

import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The address of a master, as Spark has it.
 *
 * @param url such as {@code spark://host:7077} or {@code local[*]}
 */
record MasterAddress(String url) {
    private static final String STANDALONE = "spark://";
    private static final Pattern HOST = Pattern.compile("(.+):(\\d{1,5})");
    private static final int PATIENCE_MILLISECONDS = 5000;

    /** How long a master may take to listen when it has just been started. */
    private static final Duration START = Duration.ofSeconds(20);

    private static final int LOOK_MILLISECONDS = 500;

    /** Whether tasks are carried out in this process. */
    boolean isThisProcess() {
        return url.equals("local") || url.startsWith("local[");
    }

    /** Whether executors are processes of this machine that the driver starts. */
    boolean isLocalCluster() {
        return url.startsWith("local-cluster[");
    }

    /**
     * Looks before Spark does, which would try for a minute and say less.
     *
     * @throws EckartException if nobody is there, or Spark cannot start executors here
     */
    void requireThere() {
        if (isLocalCluster()) {
            requireHome();
        } else if (url.startsWith(STANDALONE)) {
            requireOne(Arrays.asList(url.substring(STANDALONE.length()).split(",")));
        }
    }

    /** Whoever types what starts a master, and then this, is faster than the master. */
    private void requireOne(List<String> hosts) {
        long end = System.nanoTime() + START.toNanos();
        List<Problem> problems = problems(hosts);
        while (problems.size() == hosts.size()) {
            if (System.nanoTime() > end || problems.stream().noneMatch(Problem::passes)) {
                throw new EckartException("--master: there is no Spark master at '" + url + "' ("
                        + problems.stream().map(Problem::reason).collect(Collectors.joining("; "))
                        + "); start one, and name it as its page on port 8080 does, such as spark://host:7077");
            }
            try {
                Thread.sleep(LOOK_MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
            problems = problems(hosts);
        }
    }

    /** Why nobody is there, and whether that may be otherwise in a moment. */
    private record Problem(String reason, boolean passes) {}

    private static List<Problem> problems(List<String> hosts) {
        return hosts.stream().flatMap(host -> problem(host).stream()).toList();
    }

    private static Optional<Problem> problem(String host) {
        Matcher parts = HOST.matcher(host);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
            return Optional.of(new Problem("'" + host + "' is no HOST:PORT", false));
        }
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))), PATIENCE_MILLISECONDS);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Problem(e.getMessage(), e instanceof ConnectException));
        }
    }

    private void requireHome() {
        String home = System.getenv().getOrDefault("SPARK_HOME", "");
        if (home.isEmpty() || !Files.isDirectory(Path.of(home, "jars"))) {
            throw new EckartException("--master: '" + url + "' starts processes from the folder 'jars' in SPARK_HOME, "
                    + (home.isEmpty() ? "which is not set" : "and there is none in '" + home + "'")
                    + "; set it to the folder engines/spark of Eckart, or to that of a Spark 4.2");
        }
    }
}
