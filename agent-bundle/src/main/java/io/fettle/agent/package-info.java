/**
 * The agent on one computer: it finds out what is installed, tells the server, stages what the server orders and hands
 * it over to the applier. It runs without any privilege; this package ties the capabilities below it into one loop.
 */
@NullMarked
package io.fettle.agent;

import org.jspecify.annotations.NullMarked;
