package io.stakebook.api.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that compares {@code If-Match} with the thing it is about. Where it is missing the header is refused before the
 * operation begins: a condition nobody looks at must not seem to hold.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TakesIfMatch {}
