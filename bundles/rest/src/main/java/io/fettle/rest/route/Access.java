package io.fettle.rest.route;

import io.fettle.api.identity.Role;
import java.util.Optional;

/** Who may use a route. @param role empty for anybody */
public record Access(Optional<Role> role, boolean beforePasswordChange) {}
