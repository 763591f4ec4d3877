package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * ONNX Runtime, open for the process.
 *
 * <p>Version 1.29 needs the more stack to open the longer the process's command line is, some 300 bytes a character, and ends
 * the process where there is too little: a class path of 4,000 characters, as build tools and editors make them, was too much
 * for a thread of Java. It is opened in a thread that has enough. Only what is used of a stack takes memory.
 */
final class OpenedRuntime {
    private static final long STACK_PER_CHARACTER = 1 << 10;
    private static final long STACK_AT_LEAST = 8 << 20;

    private OpenedRuntime() {}

    /**
     * Opens the library, if it is not open already.
     *
     * @throws LinkageError if it cannot be loaded
     */
    static OrtEnvironment open() {
        try {
            return CompletableFuture.supplyAsync(OpenedRuntime::opened, OpenedRuntime::start)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static void start(Runnable opening) {
        Thread thread =
                new Thread(null, opening, "onnxruntime", STACK_AT_LEAST + STACK_PER_CHARACTER * commandLineLength());
        thread.setDaemon(true);
        thread.start();
    }

    /** What the library says of its opening is in what it throws: as a log it would be on stderr, with all its frames. */
    private static OrtEnvironment opened() {
        Logger logger = Logger.getLogger(OrtEnvironment.class.getPackageName());
        Level level = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            return environment();
        } finally {
            logger.setLevel(level);
        }
    }

    /** The library's environment, for what is done once a session has opened it. */
    static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "eckart");
    }

    /** Of the arguments that Java tells; where a wildcard stands for a class path it is longer than what was given. */
    private static long commandLineLength() {
        return System.getProperty("java.class.path", "").length()
                + System.getProperty("sun.java.command", "").length()
                + ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .mapToLong(String::length)
                        .sum();
    }
}
