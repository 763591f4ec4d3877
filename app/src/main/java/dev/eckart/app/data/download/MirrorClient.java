package dev.eckart.app.data.download;

import dev.eckart.app.data.Causes;
import dev.eckart.app.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Talks HTTP, and never waits longer than its patience: {@link HttpClient} alone would wait for ever for the rest of a body. */
final class MirrorClient implements AutoCloseable {
    private static final int OK = 200;
    private static final int PARTIAL = 206;

    private final Duration patience;
    private final HttpClient http;
    private final ExecutorService tasks = Executors.newCachedThreadPool(MirrorClient::daemon);

    /**
     * A client.
     *
     * @param patience how long to wait for an answer, and for more data
     */
    MirrorClient(Duration patience) {
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * The bytes of a file from an offset on.
     *
     * @param offset the first byte of the body
     * @param stream the body, to be read by {@link #read}
     */
    record Body(long offset, InputStream stream) implements AutoCloseable {
        /** Ends the transfer, whether or not all has come. */
        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                // Nothing more is wanted of it, so what went wrong does not matter.
            }
        }
    }

    /**
     * Asks for a file.
     *
     * @param file its address
     * @param offset the first byte wanted
     * @return its bytes from the offset on, or from 0 if the server does not know how to resume
     * @throws MirrorException if the server does not answer in time, or answers anything else
     */
    Body get(URI file, long offset) throws MirrorException {
        HttpRequest.Builder request = HttpRequest.newBuilder(file);
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        HttpResponse<InputStream> response = send(request.build());
        String range = response.headers().firstValue("Content-Range").orElse("");
        if (response.statusCode() == PARTIAL && range.startsWith("bytes " + offset + "-")) {
            return new Body(offset, response.body());
        }
        if (response.statusCode() == OK) {
            return new Body(0, response.body());
        }
        new Body(0, response.body()).close();
        throw new MirrorException("answered HTTP " + response.statusCode());
    }

    /**
     * Reads more of a body.
     *
     * @param body the body
     * @param buffer where to
     * @return bytes read, or -1 at the end
     * @throws MirrorException if nothing comes in time, or the connection breaks
     */
    int read(Body body, byte[] buffer) throws MirrorException {
        return patiently("stopped sending", () -> body.stream.read(buffer));
    }

    /** Ends the threads that still wait. */
    @Override
    public void close() {
        tasks.shutdownNow();
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws MirrorException {
        return patiently("did not answer", () -> http.send(request, HttpResponse.BodyHandlers.ofInputStream()));
    }

    /** Runs on another thread what may block, be it the look-up of the host, the connection, the answer or the body. */
    private <T> T patiently(String silence, Callable<T> task) throws MirrorException {
        Future<T> future = tasks.submit(task);
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new MirrorException(silence + " for " + patience.toMillis() / 1000.0 + " s", e);
        } catch (ExecutionException e) {
            throw new MirrorException(reason(e.getCause()), e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new DataException("the download was interrupted; start again to resume it", e);
        }
    }

    private static String reason(Throwable cause) {
        if (cause instanceof ConnectException) {
            return "cannot be reached";
        }
        return "failed (" + (cause instanceof IOException io ? Causes.of(io) : cause.toString()) + ")";
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "eckart-download");
        thread.setDaemon(true);
        return thread;
    }
}
