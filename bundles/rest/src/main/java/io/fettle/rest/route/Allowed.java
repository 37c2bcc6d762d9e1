package io.fettle.rest.route;

import io.fettle.api.identity.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The role that an endpoint asks for. Every endpoint has exactly one of this and {@link Anybody}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allowed {
    Role value();

    /** Whether it is about the server as a whole, so that whoever sees some offices only is refused. */
    boolean everything() default false;

    /** Whether it also answers to a session that has yet to replace its one-time password. */
    boolean beforePasswordChange() default false;
}
