package io.fettle.rest.computer;

import io.fettle.api.exchange.Contact;

/** How the wish travels. */
public record ReachView(Contact.Reach reach) {}
