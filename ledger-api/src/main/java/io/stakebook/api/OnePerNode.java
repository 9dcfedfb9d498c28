package io.stakebook.api;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A node has one of it, which the container hands out as it is. A client proxy before it would want a second constructor that
 * makes it without anything. The container ends such objects in no order, so what works on its own stops before any of them,
 * by observing that the application is about to end.
 */
@Stereotype
@Singleton
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnePerNode {}
