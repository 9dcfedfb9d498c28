package io.stakebook.api.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The query parameters a POST takes besides {@code dryRun}. Every other one is refused before the body is read: a write
 * that was meant as a dry run must not happen because the parameter was misspelt.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TakesQuery {

    String[] value();
}
