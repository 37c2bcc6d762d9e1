/**
 * Long work beside the agent's loop: a scan or the staging of an order takes seconds to minutes, and meanwhile the agent
 * still has to answer its server.
 */
@NullMarked
package io.fettle.agent.work;

import org.jspecify.annotations.NullMarked;
