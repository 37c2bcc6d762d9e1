/**
 * Talks to the server, through a relay where there is one: check-ins, inventories, reports, content, and the wake that
 * says "poll now". Nothing that matters is forgotten before the server has signed for it.
 */
@NullMarked
package io.fettle.agent.link;

import org.jspecify.annotations.NullMarked;
