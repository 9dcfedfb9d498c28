package io.stakebook.api.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that takes query parameters. Where it is missing every parameter is refused before the operation begins: a
 * question about another time must not be answered with today's figures, nor a misspelt dry run become a write.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TakesQuery {

    /** What a POST takes besides {@code dryRun}, checked before the body is read. A GET names its own when it reads them. */
    String[] value() default {};
}
