package io.fettle.rest.route;

import io.fettle.api.identity.Role;
import java.util.Optional;

/** Who may use a route. @param role empty for anybody @param everything whether only who sees everything may */
public record Access(Optional<Role> role, boolean everything, boolean beforePasswordChange) {}
