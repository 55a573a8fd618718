package javax.annotation;

/** What the client of openapi-generator is annotated with, which Java no longer has. */
public @interface Generated {
    String value();
    String date() default "";
    String comments() default "";
}
