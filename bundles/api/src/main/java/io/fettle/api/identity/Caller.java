package io.fettle.api.identity;

import io.fettle.api.Scope;

/** Who calls: the account's name (or {@code local} for the owner of this machine's local token), role and scope. */
public record Caller(String name, Role role, Scope scope) {}
