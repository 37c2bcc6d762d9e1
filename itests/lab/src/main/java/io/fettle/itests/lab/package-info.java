/**
 * A whole company on one machine, for tests and for trying things: a head office with the server, a branch with a
 * distribution server and two computers. Offices are network namespaces, computers are Debian roots on overlayfs, and
 * every part of Fettle in there is the real one.
 */
@NullMarked
package io.fettle.itests.lab;

import org.jspecify.annotations.NullMarked;
