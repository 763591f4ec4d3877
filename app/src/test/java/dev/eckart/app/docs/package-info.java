/**
 * What the README and the pages of the site promise: their examples are files that are compiled and run, their commands are
 * understood, their links lead somewhere, and what they list is all there is.
 *
 * <p>Depends on the files of the project and on the command line. Not published.
 */
package dev.eckart.app.docs;
