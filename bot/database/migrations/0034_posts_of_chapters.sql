-- The chapter whose text a public post shows: the post goes when the chapter is taken out, or is early again.
ALTER TABLE public_posts ADD COLUMN chapter_id INTEGER;  -- null: none, or posted before this was known
CREATE INDEX public_posts_by_chapter ON public_posts (chapter_id) WHERE chapter_id IS NOT NULL;
CREATE INDEX removed_chapters ON chapters (id) WHERE position < 0;
