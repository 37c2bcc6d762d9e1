package io.fettle.fuzz;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the parsers that a test gives damaged and hostile input. The architecture tests read it from the compiled tests,
 * and refuse a parser that nobody names and a name whose test does not get as far as the parser.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Fuzzes {
    Class<?>[] value();
}
