CREATE TABLE products_label_design (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    sheet text NOT NULL,
    paper_width numeric(18,4) NOT NULL,
    paper_height numeric(18,4) NOT NULL,
    columns integer NOT NULL,
    rows integer NOT NULL,
    width numeric(18,4) NOT NULL,
    height numeric(18,4) NOT NULL,
    "left" numeric(18,4) NOT NULL,
    top numeric(18,4) NOT NULL,
    step_x numeric(18,4) NOT NULL,
    step_y numeric(18,4) NOT NULL,
    placement text,
    code_size numeric(18,4) NOT NULL,
    level text NOT NULL,
    show_name boolean NOT NULL,
    show_numbers boolean NOT NULL,
    show_claim boolean NOT NULL,
    line text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_products_label_design" PRIMARY KEY (brand_id, id)
);

CREATE UNIQUE INDEX "IX_products_label_design_brand_id_name" ON products_label_design (brand_id, name);
