CREATE TABLE platform_bulk_change (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    staff_id uuid NOT NULL,
    action text NOT NULL,
    argument text NOT NULL,
    query text NOT NULL,
    keys text,
    total integer NOT NULL,
    state text NOT NULL,
    mark text,
    seen integer NOT NULL,
    changed integer NOT NULL,
    restored integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT "PK_platform_bulk_change" PRIMARY KEY (brand_id, id)
);

CREATE TABLE platform_chosen_columns (
    brand_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    list text NOT NULL,
    columns text NOT NULL,
    CONSTRAINT "PK_platform_chosen_columns" PRIMARY KEY (brand_id, staff_id, list)
);

CREATE TABLE platform_saved_filter (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    staff_id uuid NOT NULL,
    list text NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    CONSTRAINT "PK_platform_saved_filter" PRIMARY KEY (brand_id, id)
);

CREATE TABLE platform_bulk_step (
    brand_id uuid NOT NULL,
    change_id uuid NOT NULL,
    number integer NOT NULL,
    rows text NOT NULL,
    is_undone boolean NOT NULL,
    CONSTRAINT "PK_platform_bulk_step" PRIMARY KEY (brand_id, change_id, number),
    CONSTRAINT "FK_platform_bulk_step_platform_bulk_change_brand_id_change_id" FOREIGN KEY (brand_id, change_id) REFERENCES platform_bulk_change (brand_id, id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX "IX_platform_saved_filter_brand_id_staff_id_list_name" ON platform_saved_filter (brand_id, staff_id, list, name);
