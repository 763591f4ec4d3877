package dev.eckart.app.data.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on the loopback interface that behaves well or badly. */
public final class FakeMirror implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private FakeMirror(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(name(exchange) + (range == null ? "" : " " + range));
            try (exchange) {
                answer.to(exchange, this);
            }
        });
        server.start();
    }

    /** How a server answers. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange, FakeMirror mirror) throws IOException;
    }

    /** Serves files and knows how to resume. */
    public static FakeMirror serving(Map<String, byte[]> files) throws IOException {
        return new FakeMirror((exchange, mirror) -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            serve(exchange, files, range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", "")));
        });
    }

    /** Answers every request with a status and no more. */
    public static FakeMirror answering(int status) throws IOException {
        return new FakeMirror((exchange, mirror) -> exchange.sendResponseHeaders(status, -1));
    }

    /** Accepts connections and never answers. */
    public static FakeMirror hanging() throws IOException {
        return new FakeMirror((exchange, mirror) -> mirror.hang());
    }

    /** Promises each file, sends its first bytes, and then nothing. */
    public static FakeMirror stalling(Map<String, byte[]> files, int after) throws IOException {
        return new FakeMirror((exchange, mirror) -> {
            byte[] bytes = files.get(name(exchange));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, after);
            exchange.getResponseBody().flush();
            mirror.hang();
        });
    }

    /** Serves files from their start whatever is asked for. */
    public static FakeMirror forgetful(Map<String, byte[]> files) throws IOException {
        return new FakeMirror((exchange, mirror) -> serve(exchange, files, 0));
    }

    /** The address that file names are appended to. */
    public URI address() {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/files");
    }

    /** What was asked for: file names, and the range if there was one. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        stop();
    }

    /** From now on nobody listens at the address. */
    public void stop() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void hang() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void serve(HttpExchange exchange, Map<String, byte[]> files, int from) throws IOException {
        byte[] bytes = files.get(name(exchange));
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, bytes.length - from);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes, from, bytes.length - from);
        }
    }

    private static String name(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().replaceFirst("/files/", "");
    }
}
