package io.fettle.rest.access;

import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Session;
import java.util.Optional;

/** Who sent the request. @param session empty for the owner of the machine's local token */
public record Visitor(Caller caller, Optional<Session> session) {
    public Scope scope() {
        return caller.scope();
    }
}
