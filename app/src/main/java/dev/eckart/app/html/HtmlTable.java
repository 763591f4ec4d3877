package dev.eckart.app.html;

import dev.eckart.app.console.Table.Column;
import java.util.List;

/**
 * A table in a report, which scrolls within its own box where it is too wide.
 *
 * @param caption what it is of
 * @param columns its columns, from left to right
 * @param rows one text a column in each
 */
public record HtmlTable(String caption, List<Column> columns, List<List<String>> rows) {}
