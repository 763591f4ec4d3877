package dev.eckart.app.data.locate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What there is of a known data set on this machine.
 *
 * @param name name of the data set
 * @param location directory that would be used, if it holds all files; none for a data set that is drawn
 * @param bytes size of the files as they lie
 * @param published whether the content is the published one
 * @param problem what is wrong with the files, one line, if anything
 */
public record DatasetStatus(
        String name, Optional<Path> location, long bytes, boolean published, Optional<String> problem) {}
