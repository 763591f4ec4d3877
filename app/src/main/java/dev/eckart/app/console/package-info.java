/**
 * What a person sees: the result on stdout, progress, notes and errors on stderr, exit codes, and what happens when
 * they press Ctrl-C.
 *
 * <p>Depends on the JDK, and on Jackson for JSON. Knows nothing of networks, plug-ins or the command line. Invariants:
 * stdout carries the result only; nothing redraws a line where there is no terminal.
 */
package dev.eckart.app.console;
