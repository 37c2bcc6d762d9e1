package io.fettle.api.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whom a servlet lets in. Every servlet has one, or the build fails; and a test holds it against what the servlet does with
 * each kind of guest. It lets nobody in by itself.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Admits {
    /** Over TLS, on 8383. */
    Guest[] value();

    /** Without TLS, on 8020: nobody, or anybody. */
    Guest[] inTheClear() default {};
}
